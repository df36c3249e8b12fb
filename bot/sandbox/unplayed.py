"""Methods of Bot API 10.3 that the sandbox knows by name and does not play."""

_NAMES = """
    logOut close forwardMessage forwardMessages copyMessage copyMessages sendLivePhoto
    sendAudio sendVideo sendAnimation sendVideoNote sendPaidMedia sendMediaGroup sendLocation
    sendVenue sendContact sendPoll sendChecklist sendDice sendMessageDraft getUserProfilePhotos
    getUserProfileAudios setUserEmojiStatus banChatMember unbanChatMember restrictChatMember
    promoteChatMember setChatAdministratorCustomTitle setChatMemberTag banChatSenderChat
    unbanChatSenderChat setChatPermissions exportChatInviteLink createChatInviteLink
    editChatInviteLink createChatSubscriptionInviteLink editChatSubscriptionInviteLink
    revokeChatInviteLink approveChatJoinRequest declineChatJoinRequest
    answerChatJoinRequestQuery sendChatJoinRequestWebApp setChatPhoto deleteChatPhoto
    setChatTitle setChatDescription unpinAllChatMessages getUserPersonalChatMessages
    setChatStickerSet deleteChatStickerSet getForumTopicIconStickers editForumTopic
    closeForumTopic reopenForumTopic deleteForumTopic unpinAllForumTopicMessages
    editGeneralForumTopic closeGeneralForumTopic reopenGeneralForumTopic hideGeneralForumTopic
    unhideGeneralForumTopic unpinAllGeneralForumTopicMessages answerGuestQuery
    getUserChatBoosts getBusinessConnection getManagedBotToken replaceManagedBotToken
    getManagedBotAccessSettings setManagedBotAccessSettings getMyName getMyDescription
    getMyShortDescription setMyProfilePhoto removeMyProfilePhoto getChatMenuButton
    setMyDefaultAdministratorRights getMyDefaultAdministratorRights getAvailableGifts sendGift
    giftPremiumSubscription verifyUser verifyChat removeUserVerification removeChatVerification
    readBusinessMessage deleteBusinessMessages setBusinessAccountName
    setBusinessAccountUsername setBusinessAccountBio setBusinessAccountProfilePhoto
    removeBusinessAccountProfilePhoto setBusinessAccountGiftSettings
    getBusinessAccountStarBalance transferBusinessAccountStars getBusinessAccountGifts
    getUserGifts getChatGifts convertGiftToStars upgradeGift transferGift postStory repostStory
    editStory deleteStory answerWebAppQuery savePreparedInlineMessage
    savePreparedKeyboardButton editMessageLiveLocation stopMessageLiveLocation
    editMessageChecklist stopPoll editEphemeralMessageText editEphemeralMessageMedia
    editEphemeralMessageCaption editEphemeralMessageReplyMarkup approveSuggestedPost
    declineSuggestedPost deleteEphemeralMessage deleteMessageReaction deleteAllMessageReactions
    sendSticker getStickerSet getCustomEmojiStickers uploadStickerFile createNewStickerSet
    addStickerToSet setStickerPositionInSet deleteStickerFromSet replaceStickerInSet
    setStickerEmojiList setStickerKeywords setStickerMaskPosition setStickerSetTitle
    setStickerSetThumbnail setCustomEmojiStickerSetThumbnail deleteStickerSet sendRichMessage
    sendRichMessageDraft answerInlineQuery sendInvoice createInvoiceLink answerShippingQuery
    answerPreCheckoutQuery getMyStarBalance getStarTransactions refundStarPayment
    editUserStarSubscription setPassportDataErrors sendGame setGameScore getGameHighScores
"""

UNPLAYED = {name.lower(): name for name in _NAMES.split()}
"""By name in lower case."""
